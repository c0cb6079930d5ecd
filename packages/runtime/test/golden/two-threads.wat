  (func $gather (type 3) (param i32) (result i32)
    (local $seen i32)
    (local $vain i32)
    (local $looks i32)
    loop
      i32.const 100000
      local.set $looks
      loop
        i32.const 7040
        i32.atomic.load
        local.get 0
        i32.eq
        if
          i32.const 0
          return
        end
        local.get $looks
        i32.const 1
        i32.sub
        local.tee $looks
        br_if 0
      end
      i32.const 7296
      i32.atomic.load
      if
        i32.const 7172
        i32.const 1
        i32.atomic.store
        i32.const 7040
        i32.atomic.load
        local.tee $seen
        local.get 0
        i32.eq
        i32.eqz
        if
          i32.const 7040
          local.get $seen
          i64.const 100000000
          memory.atomic.wait32
          i32.const 2
          i32.ne
          if
            i32.const 0
            local.set $vain
          end
        end
        i32.const 7172
        i32.const 0
        i32.atomic.store
      end
      local.get $vain
      i32.const 1
      i32.add
      local.tee $vain
      i32.const 7300
      i32.atomic.load
      i32.gt_u
      if
        i32.const 1
        return
      end
      br 0
    end
    unreachable
  )
  (func $release (type 4) (param i32)
    i32.const 6912
    local.get 0
    i32.atomic.store
    i32.const 7168
    i32.atomic.load
    if
      i32.const 6912
      i32.const -1
      memory.atomic.notify
      drop
    end
  )
  (func $arrive (type 1)
    i32.const 7040
    i32.const 1
    i32.atomic.rmw.add
    drop
    i32.const 7172
    i32.atomic.load
    if
      i32.const 7040
      i32.const -1
      memory.atomic.notify
      drop
    end
  )
  (func $await (type 4) (param i32)
    (local $looks i32)
    loop
      i32.const 100000
      local.set $looks
      loop
        i32.const 6912
        i32.atomic.load
        local.get 0
        i32.ne
        if
          return
        end
        local.get $looks
        i32.const 1
        i32.sub
        local.tee $looks
        br_if 0
      end
      i32.const 7168
      i32.const 1
      i32.atomic.rmw.add
      drop
      i32.const 6912
      local.get 0
      i64.const -1
      memory.atomic.wait32
      drop
      i32.const 7168
      i32.const 1
      i32.atomic.rmw.sub
      drop
      br 0
    end
  )
  (func $before (type 1)
  )
  (func $after_step_0 (type 1)
  )
  (func $step_0 (type 4) (param i32)
    local.get 0
    call $p_on_pre___a.1
    local.get 0
    call $a_flow__a_emit_spikes.1
    local.get 0
    call $a_on_spikes.1
  )
  (func $p_on_pre___a.1 (type 4) (param i32)
    (local $own i32)
    (local $from i32)
    (local $to i32)
    (local $boundary i32)
    (local $boundary.1 i32)
    (local $element i32)
    (local $column i32)
    (local $row i32)
    (local i32)
    (local $event i32)
    (local $events_end i32)
    (local $id i32)
    (local $part i32)
    (local $end i32)
    (local f32)
    (local f32)
    (local f32)
    local.get 0
    i32.const 256
    i32.mul
    i32.const 7424
    i32.add
    local.set $own
    local.get 0
    i32.const 3
    i32.mul
    i32.const 1
    i32.add
    i32.const 2
    i32.div_u
    i32.const 64
    i32.mul
    local.set $boundary
    local.get $boundary
    i32.const 160
    local.get $boundary
    i32.const 160
    i32.lt_u
    select
    local.set $from
    local.get 0
    i32.const 1
    i32.add
    i32.const 3
    i32.mul
    i32.const 1
    i32.add
    i32.const 2
    i32.div_u
    i32.const 64
    i32.mul
    local.set $boundary.1
    local.get $boundary.1
    i32.const 160
    local.get $boundary.1
    i32.const 160
    i32.lt_u
    select
    local.set $to
    i32.const 0
    i32.load
    local.set 9
    i32.const 0
    f32.load offset=72
    local.set 15
    i32.const 0
    i32.load
    i32.const 14
    i32.add
    i32.const 16
    i32.rem_u
    i32.const 192
    i32.mul
    i32.const 128
    i32.add
    local.tee $event
    local.get $event
    i32.load
    i32.const 2
    i32.shl
    i32.add
    local.set $events_end
    block
      loop
        local.get $event
        local.get $events_end
        i32.ge_u
        br_if 1
        local.get $event
        i32.load offset=16
        i32.const 2
        i32.shl
        local.set $id
        local.get $id
        local.set $row
        local.get $row
        i32.const 3
        i32.mul
        local.get 0
        i32.const 2
        i32.shl
        i32.add
        local.set $part
        local.get $part
        i32.load offset=7936
        i32.const 2
        i32.shl
        local.set $element
        local.get $part
        i32.load offset=7940
        i32.const 2
        i32.shl
        local.set $end
        block
          loop
            local.get $element
            local.get $end
            i32.ge_u
            br_if 1
            local.get $element
            i32.load offset=3376
            i32.const 2
            i32.shl
            local.set $column
            local.get $column
            f32.load offset=6576
            local.tee 16
            local.get 16
            local.get 15
            f32.add
            local.get $column
            i32.load offset=6736
            local.get 9
            i32.gt_s
            select
            local.set 17
            local.get $column
            local.get 17
            f32.store offset=6576
            local.get $element
            i32.const 4
            i32.add
            local.set $element
            br 0
          end
        end
        local.get $event
        i32.const 4
        i32.add
        local.set $event
        br 0
      end
    end
  )
  (func $a_flow__a_emit_spikes.1 (type 4) (param i32)
    (local $own i32)
    (local $from i32)
    (local $to i32)
    (local $boundary i32)
    (local $boundary.1 i32)
    (local $slot i32)
    (local $next i32)
    (local $element i32)
    (local $bits i32)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    (local v128)
    local.get 0
    i32.const 256
    i32.mul
    i32.const 7424
    i32.add
    local.set $own
    local.get 0
    i32.const 3
    i32.mul
    i32.const 1
    i32.add
    i32.const 2
    i32.div_u
    i32.const 64
    i32.mul
    local.set $boundary
    local.get $boundary
    i32.const 160
    local.get $boundary
    i32.const 160
    i32.lt_u
    select
    local.set $from
    local.get 0
    i32.const 1
    i32.add
    i32.const 3
    i32.mul
    i32.const 1
    i32.add
    i32.const 2
    i32.div_u
    i32.const 64
    i32.mul
    local.set $boundary.1
    local.get $boundary.1
    i32.const 160
    local.get $boundary.1
    i32.const 160
    i32.lt_u
    select
    local.set $to
    i32.const 0
    i32.load
    i32.const 16
    i32.add
    i32.const 16
    i32.rem_u
    i32.const 192
    i32.mul
    i32.const 128
    i32.add
    local.get $from
    i32.add
    local.tee $slot
    local.set $next
    i32.const 0
    i32.load
    i32x4.splat
    local.set 10
    i32.const 0
    v128.load32_splat offset=76
    local.set 11
    i32.const 0
    v128.load32_splat offset=80
    local.set 12
    i32.const 0
    v128.load32_splat offset=84
    local.set 13
    i32.const 0
    v128.load32_splat offset=88
    local.set 14
    local.get $from
    local.tee $element
    local.get $to
    i32.lt_u
    if
      loop
        local.get $element
        v128.load offset=6576
        local.tee 15
        local.set 16
        local.get 16
        local.get 11
        local.get 16
        f32x4.mul
        local.get 12
        f32x4.add
        local.get 13
        f32x4.add
        local.get $element
        v128.load offset=6736
        local.get 10
        i32x4.gt_s
        v128.bitselect
        local.tee 17
        local.set 18
        local.get $element
        local.get 18
        v128.store offset=6576
        local.get 17
        local.get 14
        f32x4.ge
        local.set 19
        local.get 19
        i32x4.bitmask
        local.tee $bits
        if
          block
            loop
              local.get $bits
              i32.eqz
              br_if 1
              local.get $next
              local.get $element
              i32.const 2
              i32.shr_u
              local.get $bits
              i32.ctz
              i32.add
              i32.store offset=16
              local.get $next
              i32.const 4
              i32.add
              local.set $next
              local.get $bits
              local.get $bits
              i32.const 1
              i32.sub
              i32.and
              local.set $bits
              br 0
            end
          end
        end
        local.get $element
        i32.const 16
        i32.add
        local.tee $element
        local.get $to
        i32.lt_u
        br_if 0
      end
    end
    local.get $own
    local.get $next
    local.get $slot
    i32.sub
    i32.const 2
    i32.shr_u
    i32.store
  )
  (func $a_on_spikes.1 (type 4) (param i32)
    (local $own i32)
    (local $from i32)
    (local $to i32)
    (local $boundary i32)
    (local $boundary.1 i32)
    (local $event i32)
    (local $events_end i32)
    (local $id i32)
    (local i32)
    (local f32)
    local.get 0
    i32.const 256
    i32.mul
    i32.const 7424
    i32.add
    local.set $own
    local.get 0
    i32.const 3
    i32.mul
    i32.const 1
    i32.add
    i32.const 2
    i32.div_u
    i32.const 64
    i32.mul
    local.set $boundary
    local.get $boundary
    i32.const 160
    local.get $boundary
    i32.const 160
    i32.lt_u
    select
    local.set $from
    local.get 0
    i32.const 1
    i32.add
    i32.const 3
    i32.mul
    i32.const 1
    i32.add
    i32.const 2
    i32.div_u
    i32.const 64
    i32.mul
    local.set $boundary.1
    local.get $boundary.1
    i32.const 160
    local.get $boundary.1
    i32.const 160
    i32.lt_u
    select
    local.set $to
    i32.const 0
    i32.load
    i32.const 16
    i32.add
    i32.const 16
    i32.rem_u
    i32.const 192
    i32.mul
    i32.const 128
    i32.add
    local.get $from
    i32.add
    local.tee $event
    local.get $own
    i32.load
    i32.const 2
    i32.shl
    i32.add
    local.set $events_end
    block
      loop
        local.get $event
        local.get $events_end
        i32.ge_u
        br_if 1
        local.get $event
        i32.load offset=16
        i32.const 2
        i32.shl
        local.set $id
        i32.const 0
        f32.load offset=64
        local.set 10
        i32.const 0
        i32.load
        i32.const 0
        i32.load offset=92
        i32.add
        local.set 9
        local.get $id
        local.get 10
        f32.store offset=6576
        local.get $id
        local.get 9
        i32.store offset=6736
        local.get $event
        i32.const 4
        i32.add
        local.set $event
        br 0
      end
    end
  )
  (func $join_0 (type 1)
    (local $slot i32)
    (local $next i32)
    (local $more i32)
    i32.const 0
    i32.load
    i32.const 16
    i32.add
    i32.const 16
    i32.rem_u
    i32.const 192
    i32.mul
    i32.const 128
    i32.add
    local.tee $slot
    i32.const 7424
    i32.load
    i32.const 2
    i32.shl
    i32.add
    local.set $next
    i32.const 7680
    i32.load
    i32.const 2
    i32.shl
    local.tee $more
    if
      local.get $next
      i32.const 16
      i32.add
      local.get $slot
      i32.const 144
      i32.add
      local.get $more
      memory.copy
      local.get $next
      local.get $more
      i32.add
      local.set $next
    end
    local.get $slot
    local.get $next
    local.get $slot
    i32.sub
    i32.const 2
    i32.shr_u
    i32.store
  )
  (func $together (type 5) (param i32) (param i32) (result i32)
    local.get 0
    local.get 1
    i32.ge_s
    if
      i32.const 0
      return
    end
    i32.const 0
    local.get 0
    i32.store
    call $before
    i32.const 6916
    local.get 0
    i32.store
    i32.const 6920
    local.get 1
    i32.store
    loop
      global.get 0
      i32.const 1
      i32.add
      global.set 0
      global.get 0
      call $release
      i32.const 0
      call $step_0
      global.get 1
      i32.const 1
      i32.add
      global.set 1
      global.get 1
      call $gather
      if
        i32.const 1
        return
      end
      call $join_0
      call $after_step_0
      local.get 0
      i32.const 1
      i32.add
      local.tee 0
      local.get 1
      i32.lt_s
      if
        i32.const 0
        local.get 0
        i32.store
        call $before
        br 1
      end
    end
    i32.const 0
  )
  (func $help (type 4) (param i32)
    (local $go i32)
    (local $left i32)
    loop
      local.get $go
      call $await
      local.get $go
      i32.const 1
      i32.add
      local.set $go
      i32.const 6924
      i32.load
      if
        return
      end
      i32.const 6920
      i32.load
      i32.const 6916
      i32.load
      i32.sub
      local.set $left
      loop
        local.get 0
        call $step_0
        call $arrive
        local.get $left
        i32.const 1
        i32.sub
        local.tee $left
        if
          local.get $go
          call $await
          local.get $go
          i32.const 1
          i32.add
          local.set $go
          br 1
        end
      end
      br 0
    end
  )
  (global (mut i32) (i32.const 0))
  (global (mut i32) (i32.const 0))
  (export "init-run" (func $init-run))
  (export "init-trial" (func $init-trial))
  (export "hold" (func $hold))
  (export "tick" (func $tick))
  (export "ticks" (func $ticks))
  (export "together" (func $together))
  (export "help" (func $help))
)
